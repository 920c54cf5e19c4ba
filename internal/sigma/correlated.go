package sigma

// Correlated is what came together for a correlation.
type Correlated struct{}

type correlated struct{}

func (p *Program) correlate() error {
	for i, r := range p.rules {
		if r.IsCorrelation() {
			return p.located(i, refuse(r.Line, "correlation", "not built yet"))
		}
	}
	return nil
}
