/** Text to token ids. */
package org.bitline.workload.bert.text;
