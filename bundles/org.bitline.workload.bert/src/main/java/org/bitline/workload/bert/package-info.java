/** BERT as a workload: which models there are, and how one is loaded. */
package org.bitline.workload.bert;
