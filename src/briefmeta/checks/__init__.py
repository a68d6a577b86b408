"""Rules with stable codes over handles, handle records, reports and bibliographies, without the network.

Here ``handles/``, ``records/``, ``reports/`` and ``bibliographies/`` hold the rules, each one function with
its code and severity; what they say to people stands in ``vocabulary/rules/``. Beside them is the machinery: rules,
findings, selection, places in a file, SARIF. Imports the rooms below it: ``formats``, ``model`` and what these import.
Start with ``rule.py``, then any module of rules; :func:`briefmeta.validate` runs them all by way of ``validation.py``.
"""
