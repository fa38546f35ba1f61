"""Groups: the pages that share one ``translation_key``, one subject in several languages."""
