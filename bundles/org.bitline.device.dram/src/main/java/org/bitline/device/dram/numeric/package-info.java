/** What PIM units compute: FP16 without fusing, BF16 with an adder tree, 8-bit integers, FP32. */
package org.bitline.device.dram.numeric;
