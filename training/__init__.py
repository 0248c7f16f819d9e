"""Training of the learned extractor: from annotated articles to the weights that the package ships. Needs PyTorch."""
