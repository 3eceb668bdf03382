"""Qualified names of the XML that a reviewed document is read from, in lxml's notation."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
W16CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
W16DU = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
