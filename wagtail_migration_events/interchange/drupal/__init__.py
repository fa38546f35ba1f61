"""Reading what the module JSON:API of a stock Drupal writes."""
