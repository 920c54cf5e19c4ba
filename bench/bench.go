// Package bench measures the product against what stands beside it: the standard library, a plain pipeline, and itself with
// ten and a hundred times as much to do. Ratios are taken within one run, so that they hold on a busy machine too;
// docs/performance.md tells the figures and the commands.
//
// The records are made here, in the shapes that the services document, and differ from each other as real ones do: in names,
// ids, addresses and in which fields they have.
package bench
