"""A learned extractor, the same for every language: an encoder, a tagger of cues, and spans conditioned on a cue.

Nothing here knows a language. What a language brings is a file of weights and an object that tells what its lexicon
says of each word (`signals.Signals`).
"""
