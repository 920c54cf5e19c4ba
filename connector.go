package tabard

// Connector is what Tabard knows of one kind of system. A nil field means "cannot".
type Connector struct {
	Name     string   // "aws"
	Title    string   // "Amazon Web Services"
	Families []Family // the audit logs it writes
}
