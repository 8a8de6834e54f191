"""Virtual LG webOS TVs: what one does (`television`), and how it is reached (`server`)."""
