// The way to another screen, for parts that stand on many; undefined where there is none, as in the small window.
import { createContext, useContext } from 'react'
import type { Go } from './screen.ts'

export const GoContext = createContext<Go | undefined>(undefined)

export const useGo = (): Go | undefined => useContext(GoContext)
