/** JMH benchmarks: our kernels as ratios to a dense float32 product in the same run. */
package org.bitline.benchmarks;
