"""Events of our own writing whose reports differ, and what is learned from them."""
