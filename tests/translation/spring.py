"""The days between which translations are asked for and made."""

import datetime as dt

#: When editors ask, and when the event takes place.
APRIL_1 = dt.datetime(2027, 4, 1, 9, 0, tzinfo=dt.UTC)
MAY_31 = dt.datetime(2027, 5, 31, 13, 0, tzinfo=dt.UTC)
