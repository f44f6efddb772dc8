/** Benchmarks: programs that print the tables of docs/performance.md. */
package io.ergosync.benchmarks;
