"""Where what people said of films is kept."""
