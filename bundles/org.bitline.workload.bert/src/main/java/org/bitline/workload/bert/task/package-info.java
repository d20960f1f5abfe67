/** What a BERT's vectors are for: similarity of sentences, or the vectors themselves. */
package org.bitline.workload.bert.task;
