package runtime

func marshal(x any) ([]byte, error)         { panic("TODO") }
func marshalOpt(o optional) ([]byte, error) { panic("TODO") }
