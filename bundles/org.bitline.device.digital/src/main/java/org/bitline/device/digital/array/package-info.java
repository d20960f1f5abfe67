/** The systolic array in numbers: closed forms, loop nests, double buffers and their search. */
package org.bitline.device.digital.array;
