"""Reading iCalendar files of the world: each event once, its repetitions as dates."""
