/** Outputs and activity: the operations of a plan, run on its devices. */
package org.bitline.engine.execute;
