/** DRAM with processing units at its banks: timing, activity and outputs of HBM2-PIM. */
package org.bitline.device.dram;
