// A moment before the drawer locks because nobody is there. Any key and any move of the mouse keeps it open by itself.
import { useEffect, useState } from 'react'
import type { LockWarning } from '../../../preload/shapes/locks.ts'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Actions } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import style from './Locks.module.css'

export function IdleWarning() {
  const { text } = useText()
  const [warning, setWarning] = useState<LockWarning | null>(null)
  useEffect(() => window.wallet.locks.warning(setWarning), [])
  if (warning === null) return null
  return (
    <div className={style['warning']}>
      <Notice kind="warn" live title={text.locks.warning}>
        <p>
          <Ruby>{text.locks.warningText}</Ruby>
        </p>
        {/* Read out once above; a voice that counts seconds would speak over everything. */}
        <p className={style['seconds']} aria-hidden="true">
          <Ruby>{text.locks.warningSeconds(warning.seconds)}</Ruby>
        </p>
        <Actions>
          <Button look="primary" onPress={() => void window.wallet.locks.stay()}>
            {text.locks.stay}
          </Button>
        </Actions>
      </Notice>
    </div>
  )
}
