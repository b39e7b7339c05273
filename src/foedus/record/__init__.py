"""Where facts are kept: the record, its versions and every question asked of it. The only home of duckdb.

Each verb of ``foedus record`` is one function here:

==========================  ==================================================================================
verb                        function
==========================  ==================================================================================
(every reader)              ``store.open_record(path=None) -> Record``; questions in ``queries.Record``
add FILE...                 ``versions.add(paths, record=None, progress=...) -> Added``
info                        ``about.info(record) -> dict``
cite                        ``about.cite(record) -> str``
verify                      ``verify.verify(path=None) -> Verified``
conflicts [SYMBOL] [STATE]  ``compare.conflicts(record, symbol=None, state=None) -> list[Conflict]``
diff V1 V2                  ``compare.diff(one, two, record=None) -> list[Change]``
versions                    ``versions.kept(record=None) -> list[str]``, ``versions.find(version, record=None)``
sql "SELECT ..."            ``sql.ask(query, path=None) -> Answer``
export FORMAT FOLDER        ``export.export(record, format, folder, body="UNGA") -> list[Path]``
trace ID                    ``tracing.trace(record, id) -> Trace``
pull SOURCE                 ``sources`` (one module a publisher)
==========================  ==================================================================================

How it is kept: facts of a publisher are a :class:`batch.Batch`; ``content`` lays batches side by side, ``reconcile``
decides which publisher is believed, ``coverage`` what is complete, ``checks`` whether it adds up, ``build`` writes the
file, ``seal`` closes it, ``versions`` swaps it in.
"""
