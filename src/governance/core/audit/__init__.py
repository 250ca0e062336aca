"""The record: what happened, chained so that a change, a gap or another order is seen."""
