/** Energy, area and latency of a plan from activity, cost tables and timing. */
package org.bitline.engine.price;
