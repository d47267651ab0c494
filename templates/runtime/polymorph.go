package runtime

// as returns x in the form of its base type: members the two types share are
// set in base, all others are in base's Extra. It returns base.
func as[P any](x any, base P) P { panic("TODO") }
