/** What is wrong with memory cells: programming errors, drift, read noise. */
package org.bitline.device.reram.cell;
