/**
 * The one door to bytes and objects, whatever the scheme: {@link org.postura.store.Location} names
 * them, {@link org.postura.store.Store} opens, lists, writes and renames them.
 */
package org.postura.store;
