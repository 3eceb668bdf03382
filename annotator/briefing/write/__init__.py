"""From a layout to the bytes of a document: the only home of Word's XML on the way out."""
