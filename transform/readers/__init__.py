"""One module for each inspection framework: from a document to what it says."""
