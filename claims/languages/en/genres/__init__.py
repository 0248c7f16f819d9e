"""Genres of English articles whose layout tells who says what."""
