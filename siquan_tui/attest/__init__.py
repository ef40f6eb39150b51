"""The printed code: its text, its keys, its signatures, its QR, and how it is verified.

It shows that a paper's figures are those the meeting's record held when the code was
signed. It makes the paper checkable; it changes no legal state.
"""
