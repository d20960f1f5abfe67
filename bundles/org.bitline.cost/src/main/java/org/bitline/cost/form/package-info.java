/** Closed forms that are more than an expression; plain functions of numbers. */
package org.bitline.cost.form;
