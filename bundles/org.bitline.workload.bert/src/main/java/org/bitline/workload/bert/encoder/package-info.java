/** BERT's encoder: its sizes, its weights by name, and its graph of operations. */
package org.bitline.workload.bert.encoder;
