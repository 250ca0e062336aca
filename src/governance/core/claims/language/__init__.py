"""How sellers' words relate: which say more than others, which say the contrary, which say the same."""
