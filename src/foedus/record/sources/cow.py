"""State numbers of the Correlates of War project (and ISO's two letters) led to our codes, as of a day.

One number can stand for states that we tell apart: 345 is Yugoslavia, then Serbia and Montenegro, then Serbia.
Since the Assembly's seat of China was held from Taipei until 25 October 1971, number 713 votes as China until then.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_NUMBERS = """
2:USA 20:CAN 31:BHS 40:CUB 41:HTI 42:DOM 51:JAM 52:TTO 53:BRB 54:DMA 55:GRD 56:LCA 57:VCT 58:ATG 60:KNA 70:MEX 80:BLZ
90:GTM 91:HND 92:SLV 93:NIC 94:CRI 95:PAN 100:COL 101:VEN 110:GUY 115:SUR 130:ECU 135:PER 140:BRA 145:BOL 150:PRY
155:CHL 160:ARG 165:URY 200:GBR 205:IRL 210:NLD 211:BEL 212:LUX 220:FRA 221:MCO 223:LIE 225:CHE 230:ESP 232:AND
235:PRT 255:DEU 260:DEU 265:DDR 290:POL 305:AUT 310:HUN 315:CSK 316:CZE 317:SVK 325:ITA 331:SMR 338:MLT 339:ALB
341:MNE 343:MKD 344:HRV 346:BIH 349:SVN 350:GRC 352:CYP 355:BGR 359:MDA 360:ROU 366:EST 367:LVA 368:LTU 369:UKR
370:BLR 371:ARM 372:GEO 373:AZE 375:FIN 380:SWE 385:NOR 390:DNK 395:ISL 402:CPV 403:STP 404:GNB 411:GNQ 420:GMB
432:MLI 433:SEN 434:BEN 435:MRT 436:NER 437:CIV 438:GIN 439:BFA 450:LBR 451:SLE 452:GHA 461:TGO 471:CMR 475:NGA
481:GAB 482:CAF 483:TCD 484:COG 490:COD 500:UGA 501:KEN 511:EAZ 516:BDI 517:RWA 520:SOM 522:DJI 530:ETH 531:ERI
540:AGO 541:MOZ 551:ZMB 552:ZWE 553:MWI 560:ZAF 565:NAM 570:LSO 571:BWA 572:SWZ 580:MDG 581:COM 590:MUS 591:SYC
600:MAR 615:DZA 616:TUN 620:LBY 625:SDN 626:SSD 630:IRN 640:TUR 645:IRQ 651:EGY 652:SYR 660:LBN 663:JOR 666:ISR
670:SAU 678:YEM 679:YEM 680:YMD 690:KWT 692:BHR 694:QAT 696:ARE 698:OMN 700:AFG 701:TKM 702:TJK 703:KGZ 704:UZB
705:KAZ 710:CHN 712:MNG 713:TWN 731:PRK 732:KOR 740:JPN 750:IND 760:BTN 770:PAK 771:BGD 775:MMR 780:LKA 781:MDV
790:NPL 800:THA 811:KHM 812:LAO 816:VNM 820:MYS 830:SGP 835:BRN 840:PHL 850:IDN 860:TLS 900:AUS 910:PNG 920:NZL
935:VUT 940:SLB 946:KIR 947:TUV 950:FJI 955:TON 970:NRU 983:MHL 986:PLW 987:FSM 990:WSM
"""
_LETTERS = """
AD:232 AE:696 AF:700 AG:58 AL:339 AM:371 AO:540 AR:160 AT:305 AU:900 AZ:373 BA:346 BB:53 BD:771 BE:211 BF:439 BG:355
BH:692 BI:516 BJ:434 BN:835 BO:145 BR:140 BS:31 BT:760 BW:571 BY:370 BZ:80 CA:20 CD:490 CF:482 CG:484 CH:225 CI:437
CL:155 CM:471 CN:710 CO:100 CR:94 CS:315 CU:40 CV:402 CY:352 CZ:316 DD:265 DE:255 DJ:522 DK:390 DM:54 DO:42 DZ:615
EC:130 EE:366 EG:651 ER:531 ES:230 ET:530 FI:375 FJ:950 FM:987 FR:220 GA:481 GB:200 GD:55 GE:372 GH:452 GM:420 GN:438
GQ:411 GR:350 GT:90 GW:404 GY:110 HN:91 HR:344 HT:41 HU:310 ID:850 IE:205 IL:666 IN:750 IQ:645 IR:630 IS:395 IT:325
JM:51 JO:663 JP:740 KE:501 KG:703 KH:811 KI:946 KM:581 KN:60 KP:731 KR:732 KW:690 KZ:705 LA:812 LB:660 LC:56 LI:223
LK:780 LR:450 LS:570 LT:368 LU:212 LV:367 LY:620 MA:600 MC:221 MD:359 ME:341 MG:580 MH:983 MK:343 ML:432 MM:775 MN:712
MR:435 MT:338 MU:590 MV:781 MW:553 MX:70 MY:820 MZ:541 NA:565 NE:436 NG:475 NI:93 NL:210 NO:385 NP:790 NR:970 NZ:920
OM:698 PA:95 PE:135 PG:910 PH:840 PK:770 PL:290 PT:235 PW:986 PY:150 QA:694 RO:360 RS:345 RU:365 RW:517 SA:670 SB:940
SC:591 SD:625 SE:380 SG:830 SI:349 SK:317 SL:451 SM:331 SN:433 SO:520 SR:115 SS:626 ST:403 SV:92 SY:652 SZ:572 TD:483
TG:461 TH:800 TJ:702 TL:860 TM:701 TN:616 TO:955 TR:640 TT:52 TV:947 TW:713 TZ:510 UA:369 UG:500 US:2 UY:165 UZ:704
VC:57 VE:101 VN:816 VU:935 WS:990 YD:680 YE:679 YU:345 ZA:560 ZM:551 ZW:552
"""
_CHANGES: dict[int, tuple[tuple[dt.date, str], ...]] = {
    345: ((dt.date.min, "YUG"), (dt.date(2003, 2, 4), "SCG"), (dt.date(2006, 6, 3), "SRB")),
    365: ((dt.date.min, "SUN"), (dt.date(1991, 12, 24), "RUS")),
    510: ((dt.date.min, "EAT"), (dt.date(1964, 4, 26), "TZA")),
}
CHINA_SEAT = dt.date(1971, 10, 25)  # A/RES/2758(XXVI)
# States to some that never had a seat in the Assembly in their own name, by number.
WITHOUT_SEAT = {347: "Kosovo", 817: "Republic of Vietnam"}


@cache
def _numbers() -> dict[int, str]:
    return {int(number): code for number, code in (pair.split(":") for pair in _NUMBERS.split())}


@cache
def of_letters(letters: str) -> int | None:
    """The COW number behind ISO's two letters (and those of states gone: CS, DD, YD, YU).

    >>> of_letters("KZ")
    705
    """
    return _letters().get(letters)


@cache
def _letters() -> dict[str, int]:
    return {letters: int(number) for letters, number in (pair.split(":") for pair in _LETTERS.split())}


@cache
def known(number: int) -> bool:
    """Whether the project's list of states has this number (states that had a seat in the Assembly)."""
    return number in _numbers() or number in _CHANGES


@cache
def numbers_of(state: str) -> tuple[int, ...]:
    """The numbers that stand, on some day, for the state with our code; the one of today first.

    >>> numbers_of("SRB"), numbers_of("DEU")
    ((345,), (255, 260))
    """
    fixed = [number for number, name in _numbers().items() if name == state]
    return tuple(fixed) or tuple(n for n, spells in _CHANGES.items() if state in {name for _, name in spells})


def changes(number: int) -> bool:
    """Whether a number stands for several of our states, one after the other."""
    return number in _CHANGES


def code(number: int, on: dt.date) -> str | None:
    """Our code for a number on a day; None for a number nobody knows.

    >>> code(345, dt.date(1999, 1, 1)), code(345, dt.date(2004, 1, 1)), code(345, dt.date(2014, 3, 27))
    ('YUG', 'SCG', 'SRB')
    """
    changes = _CHANGES.get(number)
    if changes:
        return next(name for since, name in reversed(changes) if since <= on)
    return _numbers().get(number)


def seat(number: int, on: dt.date) -> str | None:
    """The seat in the United Nations that a number sat in on a day; 713 sat in China's until 25 October 1971.

    >>> seat(713, dt.date(1960, 1, 1)), seat(710, dt.date(1960, 1, 1)), seat(710, dt.date(1972, 1, 1))
    ('CHN', None, 'CHN')
    """
    if number in {710, 713}:
        return "CHN" if (number == 713) == (on < CHINA_SEAT) else None
    return code(number, on)
