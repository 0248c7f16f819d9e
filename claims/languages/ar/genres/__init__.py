"""Read the genres of Arabic whose attribution is in the layout: tickers, interviews, statements given in full."""
