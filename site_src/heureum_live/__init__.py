"""Runs and draws the site's live examples: natively when the site is built, and in the reader's browser, with equal results."""
