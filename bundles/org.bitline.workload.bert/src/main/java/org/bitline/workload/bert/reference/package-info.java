/** Holds the FP32 path against published models' own outputs. */
package org.bitline.workload.bert.reference;
