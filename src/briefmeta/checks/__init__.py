"""Rules with stable codes over handles, handle records, reports and bibliographies, without the network.

:func:`briefmeta.validate` runs them; :mod:`briefmeta.checks.registry` lists them; ``docs/checks.md`` explains each.
"""
