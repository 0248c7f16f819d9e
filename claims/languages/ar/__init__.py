"""Arabic: data files, and the module that generates one of them."""
