// Package tabard holds the words of Tabard: the nouns that its code, API, command line, console and documents share,
// and the contracts that plug-ins fulfil. It imports only the standard library and does nothing by itself; the engine
// is in internal/, the plug-ins are in connectors/, detectors/, policies/, responders/ and sinks/.
//
// One noun for one thing:
//
//   - system: a thing Tabard is connected to, such as an AWS account, a cluster, a database, a forge.
//   - identity: a principal in a system, keyed by the exact pair (realm, native id). See [Key].
//   - owner: the accountable human or team of an identity, with a confidence and evidence. An identity with none is an orphan.
//   - credential: what proves an identity. Tabard keeps its fingerprint and dates, never its value.
//   - birth: the creation of a credential, identity or trust, joined to who made it.
//   - grant: an identity may use a permission on a resource. usage: it did.
//   - record: one raw audit record as a system wrote it. event: the same in Tabard's words.
//   - finding: a judgement that something is wrong, with its evidence, a severity and what to do about it.
//   - decision: allow or deny under policy. action: a change to a governed system. review: a question to an owner.
package tabard
