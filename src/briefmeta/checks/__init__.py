"""Rules with stable codes over handles, handle records, reports and bibliographies, without the network.

:func:`briefmeta.validate` runs them; ``rule_registry.py`` lists them; ``docs/checks.md`` explains each.
"""
