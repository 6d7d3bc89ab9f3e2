"""Instructions planted in stories: how many are printed, and what was fitted to know them."""
