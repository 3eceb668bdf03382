"""How sure a statement is: hedges and their scope, events, the author's own voice."""
