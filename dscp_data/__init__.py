"""The product without its screen: intake, store, questions, statistics, words."""
