"""Ideal points: the right posterior, calibrated intervals, the same answer by every road, clear words for bad input."""

import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import MeasureError, UnknownName
from foedus.measure import ideal_layout
from foedus.measure.ideal import SignUnsure, ThinVotes, fit

sys.path.insert(
    0, str(Path(__file__).parent)
)  # the oracle and the made-up assemblies, which the bench reads as well

from ideal_oracle import gibbs
from ideal_worlds import covered, world

pytestmark = pytest.mark.filterwarnings("ignore::foedus.measure.ideal.IdealWarning")


@pytest.fixture(scope="module")
def assembly():
    return world(7, states=50, periods=10, votes=50)


@pytest.fixture(scope="module")
def placed(assembly):
    w = assembly
    return fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))


def test_positions_come_back_from_simulated_votes(assembly, placed):
    truth = assembly.truth(placed)
    assert np.corrcoef(truth, placed.estimate)[0, 1] > 0.97
    assert abs(placed.estimate.mean()) < 1e-6
    assert abs(placed.estimate.std() - 1) < 1e-6
    assert placed.quality.classified > 0.6
    assert 0 < placed.quality.error_reduction < 1


def test_means_and_deviations_agree_with_a_gibbs_sampler():
    from foedus.measure import ideal_layout

    w = world(3, states=30, periods=6, votes=50, walk=0.03)
    found = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
    made = ideal_layout.prepare(w.choice, w.period, w.family, w.states, "ordinal", True)
    a, p = made.layout, found.warm
    draws, walks = gibbs(
        a.ptr, a.who, a.three, a.first, a.gap, p.theta.copy(), p.beta.copy(), p.g1.copy(), p.g2.copy(),
        0.03, False, 9.0, 500, 900, 2, 1,
    )  # fmt: skip
    draws = (draws - draws.mean(1, keepdims=True)) / draws.std(1, keepdims=True)
    mean, sd = draws.mean(0), draws.std(0)
    if np.dot(mean, found.estimate) < 0:
        mean = -mean
    off = (found.estimate - mean) / sd
    assert np.sqrt((off**2).mean()) < 0.35, (
        "root mean square difference of the means, in posterior deviations"
    )
    assert 0.85 < (found.sd / sd).mean() < 1.15
    assert np.corrcoef(found.sd, sd)[0, 1] > 0.9
    assert walks.mean() > 0


def test_nominal_intervals_cover_what_they_say(torture_scale, say):
    runs = []
    for seed in range(torture_scale(80) * 2):
        w = world(1000 + seed, states=50, periods=12, votes=50)
        f = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
        runs.append((f, w.truth(f)))
    overall, n = covered(runs)
    middle, _ = covered(runs, 1, 2)
    far, m = covered(runs, 2)
    bias = np.mean([np.mean((f.estimate - t) * np.sign(f.estimate)) for f, t in runs])
    say(
        f"ideal points: 90 % intervals cover {overall:.3f} of {n}; 1-2: {middle:.3f}; above 2: {far:.3f} of {m}; bias {bias:.3f}"
    )
    assert 0.87 <= overall <= 0.93
    assert 0.85 <= middle <= 0.95
    assert abs(bias) < 0.05
    if m > 1000:
        assert 0.85 <= far <= 0.95
    else:
        assert 0.80 <= far <= 0.99


def test_ranks_of_the_truth_in_its_posterior_are_uniform(torture_scale, say):
    from scipy.stats import norm

    rng = np.random.default_rng(5)
    n = max(30, torture_scale(300))
    ranks = []
    for seed in range(n):
        w = world(9000 + seed, states=30, periods=6, votes=40)
        f = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
        i = rng.integers(f.estimate.size)
        ranks.append(norm.cdf((w.truth(f)[i] - f.estimate[i]) / f.sd[i]))
    ranks = np.sort(ranks)
    gap = max((np.arange(1, n + 1) / n - ranks).max(), (ranks - np.arange(n) / n).max())
    say(
        f"ideal points: ranks of {n} truths, largest gap of the ECDF {gap:.3f}, 99 % band {1.63 / np.sqrt(n):.3f}"
    )
    assert gap < 1.63 / np.sqrt(n)


def test_one_more_roll_call_gives_what_a_refit_gives(assembly):
    w = assembly
    for keep in (np.arange(w.period.size - 1), np.flatnonzero(w.period < w.period.max())):
        old = fit(w.choice[keep], w.period[keep], w.states, items=w.family[keep], poles=("S001", "S002"))
        more = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"), start=old, tol=1e-5)
        anew = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"), tol=1e-5)
        assert np.abs(more.estimate - anew.estimate).max() < 1e-3
        assert np.abs(more.sd - anew.sd).max() < 2e-3
        assert more.quality.sweeps < anew.quality.sweeps


def test_the_order_of_states_and_roll_calls_makes_no_difference(assembly, placed):
    w = assembly
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(w.period.size), rng.permutation(len(w.states))
    other = fit(
        w.choice[rows][:, columns], w.period[rows], [w.states[i] for i in columns], items=w.family[rows],
        poles=("S001", "S002"),
    )  # fmt: skip
    assert other.state == placed.state
    np.testing.assert_array_equal(other.estimate, placed.estimate)
    np.testing.assert_array_equal(other.sd, placed.sd)


def test_votes_not_cast_are_no_data(assembly, placed):
    """A state that never votes, and roll calls where nobody does, change nothing."""
    w = assembly
    silent = np.zeros((w.period.size, 1), np.int8)
    wide = np.hstack([w.choice, silent])
    tall = np.vstack([wide, np.zeros((3, wide.shape[1]), np.int8)])
    f = fit(
        tall,
        np.r_[w.period, 0, 1, 2],
        [*w.states, "ZZZ"],
        items=[*w.family, "x", "y", "z"],
        poles=("S001", "S002"),
    )
    assert "ZZZ" not in f.state
    np.testing.assert_array_equal(f.estimate, placed.estimate)


def test_the_named_poles_set_the_sign(assembly, placed):
    w = assembly
    turned = fit(w.choice, w.period, w.states, items=w.family, poles=("S002", "S001"))
    np.testing.assert_allclose(turned.estimate, -placed.estimate, atol=1e-9)
    np.testing.assert_allclose(turned.discrimination, -placed.discrimination, atol=1e-9)
    assert placed.estimate[placed.rows("S002")].mean() > placed.estimate[placed.rows("S001")].mean()


def test_more_votes_make_narrower_intervals():
    w = world(2, states=40, periods=6, votes=60, absent=0.0, late=0.0)
    choice = w.choice.copy()
    choice[::2, 5] = 0
    choice[1::4, 5] = 0
    f = fit(choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
    g = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
    assert f.sd[f.rows("S005")].mean() > 1.2 * g.sd[g.rows("S005")].mean()


def test_a_static_fit_has_one_position_a_state(assembly):
    w = assembly
    f = fit(w.choice, w.period, w.states, items=w.family, dynamic=False, poles=("S001", "S002"))
    assert len(f.state) == len(set(f.state)) == 50
    mean = np.nanmean(w.theta, axis=0)
    assert abs(np.corrcoef(mean, f.estimate)[0, 1]) > 0.95
    assert np.isnan(f.innovation)


@pytest.mark.parametrize("categories", ["abstain_as_no", "drop_abstain"])
def test_binary_fits_have_one_threshold(assembly, categories):
    w = assembly
    f = fit(w.choice, w.period, w.states, items=w.family, categories=categories, poles=("S001", "S002"))
    np.testing.assert_array_equal(f.threshold_low, f.threshold_high)
    assert np.corrcoef(w.truth(f), f.estimate)[0, 1] > 0.95
    assert f.item_votes[:, 1].sum() == 0


def test_a_gap_in_membership_widens_the_interval_over_it():
    w = world(4, states=40, periods=9, votes=40, late=0.0, absent=0.0, walk=0.06)
    choice = w.choice.copy()
    away = (w.period > 0) & (w.period < 8)
    choice[away, 3] = -1
    f = fit(choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
    g = fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"))
    assert list(f.period[f.rows("S003")]) == [0, 8]
    assert f.sd[f.rows("S003")][1] > g.sd[g.rows("S003")][8]


def test_two_states_are_compared_with_their_shared_error(placed):
    rows = placed.difference("S001", "S002")
    assert rows
    for r in rows:
        assert r["lo"] < r["difference"] < r["hi"]
    back = placed.difference("S002", "S001")
    assert rows[0]["difference"] == pytest.approx(-back[0]["difference"])


def test_the_robust_scale_is_not_moved_by_a_few_extreme_states(assembly):
    w = assembly
    f = fit(w.choice, w.period, w.states, items=w.family, scale="mad", poles=("S001", "S002"))
    assert abs(np.median(f.estimate)) < 1e-9
    assert 1.4826 * np.median(np.abs(f.estimate)) == pytest.approx(1.0)


def test_what_cannot_be_fitted_is_said_by_name(assembly):
    w = assembly
    with pytest.raises(ideal_layout.TooFewVotes, match="not one"):
        fit(np.ones((5, 4), np.int8), [0] * 5, list("abcd"))
    apart = np.array([[1, 3, 0, 0], [3, 1, 0, 0], [0, 0, 1, 3], [0, 0, 3, 1]], np.int8)
    with pytest.raises(ideal_layout.NotConnected, match="without a common vote"):
        fit(apart, [0] * 4, list("abcd"))
    with pytest.raises(UnknownName):
        fit(w.choice, w.period, w.states, poles=("S001", "nobody"))
    with pytest.raises(MeasureError, match="periods of roll calls"):
        fit(w.choice, w.period[:-1], w.states)
    with pytest.raises(MeasureError, match="coded"):
        fit(w.choice + 3, w.period, w.states)
    with pytest.raises(MeasureError, match="named twice"):
        fit(w.choice[:, :2], w.period, ["a", "a"])
    with pytest.raises(MeasureError, match="item keys"):
        fit(w.choice, w.period, w.states, items=[1])


def test_a_sign_that_cannot_be_told_is_a_warning(assembly):
    w = assembly
    with pytest.warns(SignUnsure):
        fit(w.choice, w.period, w.states, items=w.family)
    rng = np.random.default_rng(0)
    with pytest.warns(ThinVotes):
        fit(
            rng.integers(1, 4, (6, 12)).astype(np.int8),
            [0] * 6,
            [f"S{i}" for i in range(12)],
            poles=("S0", "S1"),
        )


def test_a_handful_of_votes_gives_finite_positions_with_wide_intervals():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        votes = rng.integers(0, 4, (4, 6)).astype(np.int8)
        try:
            f = fit(votes, [0, 0, 1, 1], list("abcdef"), poles=("a", "b"))
        except MeasureError:
            continue
        assert np.isfinite(f.estimate).all()
        assert (f.sd > 0.2).all()


def test_a_result_turns_into_tables_of_every_kind(placed):
    table = placed.to_arrow()
    assert table.num_rows == len(placed.state)
    assert placed.to_pandas().shape == (table.num_rows, 8)
    assert placed.to_polars().shape == (table.num_rows, 8)
    assert placed.items_arrow().num_rows == len(placed.item)
    assert "Bailey" in placed.cite()
    html = placed._repr_html_()
    assert "<script" not in html
    assert "S001" in html
    with pytest.raises(UnknownName, match="S001"):
        placed.rows("S0001")


def test_progress_is_told_line_by_line(assembly):
    w = assembly
    lines = []
    fit(w.choice, w.period, w.states, items=w.family, poles=("S001", "S002"), say=lines.append)
    assert any("sweep" in line for line in lines)


def test_no_warning_comes_from_plain_data(assembly):
    w = assembly
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f = fit(w.choice, w.period, w.states, items=w.family, poles=extremes(w))
    assert f.warnings == ()


def extremes(w):
    mean = np.nanmean(w.theta, axis=0)
    return (w.states[int(mean.argmin())], w.states[int(mean.argmax())])
