/** Assigning operations to devices: plain numbers in, proved assignments out. */
package org.bitline.mapper.solve;
