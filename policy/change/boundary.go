package change

func (c *comparison) boundaries() {}
