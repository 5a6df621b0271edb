"""One run from raw folder to release, as steps that each leave their result in a scratch folder."""
