"""PolNeAR, a public corpus of attributions in English news, as a yardstick beside other tools."""
