"""Does approved wording entail this sentence?"""
